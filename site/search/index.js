rollbookSearch("index",{"first":["0","command:drop","deadline","pay"],"key":"3de4d167","keys":{"pages":["7b489232"],"words":["205c1c9a","4f6c98aa","1d97b19b","604b48d0"]},"pages":56,"perTable":256});
