rollbookSearch("index",{"first":["0","command:drop","deadline","pay"],"key":"49cdbd1f","keys":{"pages":["7b489232"],"words":["205c1c9a","4f6c98aa","a1f916ed","cafb34e9"]},"pages":56,"perTable":256});
