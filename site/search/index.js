rollbookSearch("index",{"first":["0","command:dubois","debits","payments_shadow"],"key":"28f30b0f78b8","pages":56,"perTable":256});
