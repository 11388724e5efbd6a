rollbookSearch("index",{"first":["0","command:histogram_quantile","four","set"],"key":"a278559c618f","pages":48,"perTable":256});
