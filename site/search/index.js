rollbookSearch("index",{"first":["0","command:dubois","debits","payments_shadow"],"key":"1e0b866f5883","pages":56,"perTable":256});
