rollbookSearch("index",{"first":["0","command:drain","de","pauses"],"key":"7e4d920b","keys":{"pages":["7b489232"],"words":["00fee129","05d54345","36a82e0d","1053efcd"]},"pages":56,"perTable":256});
