rollbookSearch("index",{"first":["0","command:install","harbourpine","stays"],"key":"c06da6d02820","pages":45,"perTable":256});
