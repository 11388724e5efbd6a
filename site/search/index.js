rollbookSearch("index",{"first":["0","command:dubois","debits","payments_stable"],"key":"401606d0c253","pages":56,"perTable":256});
