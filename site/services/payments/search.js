rollbookSearch("page","services/payments/",["Service","Payments","",[]]);
