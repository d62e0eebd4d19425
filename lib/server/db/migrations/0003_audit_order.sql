DROP INDEX "audit_at";--> statement-breakpoint
DROP INDEX "audit_actor";--> statement-breakpoint
DROP INDEX "audit_object";--> statement-breakpoint
DROP INDEX "audit_workgroup";--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("actor_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_object" ON "audit" USING btree ("object_type","object_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_workgroup" ON "audit" USING btree ("workgroup","id" DESC NULLS FIRST);