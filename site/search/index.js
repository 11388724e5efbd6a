rollbookSearch("index",{"first":["0","command:drop","deadline","pay"],"key":"7dae918d","keys":{"pages":["7b489232"],"words":["d5b3facc","4f6c98aa","67a005a2","0ada3275"]},"pages":56,"perTable":256});
