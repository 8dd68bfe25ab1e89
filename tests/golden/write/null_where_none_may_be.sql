UPDATE "users" AS t0 SET "name" = ?1 WHERE t0."id" = ?2;
