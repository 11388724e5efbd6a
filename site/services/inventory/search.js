rollbookSearch("page","services/inventory/",["Service","Inventory","",[]]);
