rollbookSearch("index",{"first":["0","command:dubois","debits","payments_stable"],"key":"047c9482bd54","pages":56,"perTable":256});
