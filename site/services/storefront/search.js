rollbookSearch("page","services/storefront/",["Service","Storefront","",[]]);
