SELECT t0."id", t0."name" FROM "users" t0 WHERE t0."id" = ?1;
