INSERT INTO "shelves" ("room", "name") VALUES (?1, ?2);
INSERT INTO "shelves" ("room", "name") VALUES (?1, ?2);
INSERT INTO "shelves" ("room", "name") VALUES (?1, ?2);
