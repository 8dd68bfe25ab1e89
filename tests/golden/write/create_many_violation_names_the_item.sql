INSERT INTO "users" ("email", "name", "created_at") VALUES (?1, ?2, ?3);
INSERT INTO "users" ("email", "name", "created_at") VALUES (?1, ?2, ?3);
INSERT INTO "users" ("email", "name", "created_at") VALUES (?1, ?2, ?3);
