rollbookSearch("index",{"first":["0","command:drafts","dba","pause"],"key":"336ac125","keys":{"pages":["7b489232"],"words":["5d22aea8","bd7f4fb7","7b93c159","8594fc47"]},"pages":56,"perTable":256});
