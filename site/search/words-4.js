rollbookSearch("words","9dc69952",4,"zielinski ThBhShBSSRhShBQhBiBnR\nzone 5F\nzsh xWhA\nzst lT\nzstd lS\n");
