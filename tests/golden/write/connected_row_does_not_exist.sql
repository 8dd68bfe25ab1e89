SELECT t0."id" FROM "users" t0 WHERE t0."id" = ?1;
