DROP TABLE cart_totals;
