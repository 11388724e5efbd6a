rollbookSearch("index",{"first":["0","command:information","handshake","status:cancelled"],"key":"65eb779b0fd3","pages":45,"perTable":256});
