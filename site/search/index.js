rollbookSearch("index",{"first":["0","command:dropping","deadlines","payment_attempts_failed"],"key":"5f4cffc63b1a","pages":56,"perTable":256});
