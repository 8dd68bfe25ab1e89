INSERT INTO "items" ("email") VALUES (?1);
