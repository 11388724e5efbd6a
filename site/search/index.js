rollbookSearch("index",{"first":["0","command:dubois","debits","payments_stable"],"key":"8f15b6b8bcba","pages":56,"perTable":256});
