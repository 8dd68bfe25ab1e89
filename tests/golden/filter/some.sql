SELECT t0."id", t0."name" FROM "users" t0 WHERE EXISTS (SELECT 1 FROM "posts" r1 WHERE r1."author_id" = t0."id" AND instr(r1."title", ?1) > 0) ORDER BY t0."id" LIMIT ?2;
