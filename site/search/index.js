rollbookSearch("index",{"first":["0","command:drop","deadline","pay"],"key":"c0f644ab","keys":{"pages":["7b489232"],"words":["205c1c9a","4f6c98aa","730d8438","2eb3ab00"]},"pages":56,"perTable":256});
