UPDATE "posts" AS t0 SET "title" = ?1, "updated_at" = ?2, "version" = "version" + 1 WHERE t0."id" = ?3;
