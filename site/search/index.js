rollbookSearch("index",{"first":["0","command:dubois","debits","payments_shadow"],"key":"db1af75c30e7","pages":56,"perTable":256});
