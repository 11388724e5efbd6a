rollbookSearch("index",{"first":["0","command:dropping","deadlines","payment"],"key":"7b2c1aa3b248","pages":56,"perTable":256});
