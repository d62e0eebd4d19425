CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"groups" jsonb NOT NULL,
	"demo_role" text,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workgroup_rules" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "workgroup_rules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rules" jsonb NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workgroup_versions" (
	"workgroup" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"settings" jsonb NOT NULL,
	"settings_hash" text NOT NULL,
	"workgroup_created_at" timestamp with time zone,
	"actor_id" text,
	"actor_name" text,
	"audit_id" bigint,
	"restores" integer,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workgroup_versions_workgroup_number_pk" PRIMARY KEY("workgroup","number")
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "error_message" text;--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("actor_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_object" ON "audit" USING btree ("object_type","object_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_workgroup" ON "audit" USING btree ("workgroup","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_attempted" ON "audit" USING btree ("id") WHERE "audit"."outcome" = 'attempted';--> statement-breakpoint
CREATE FUNCTION "audit_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF OLD.outcome = 'attempted'
			AND (NEW.id, NEW.at, NEW.request_id, NEW.actor_id, NEW.actor_name, NEW.action, NEW.workgroup, NEW.object_type, NEW.before, NEW.after)
			IS NOT DISTINCT FROM
			(OLD.id, OLD.at, OLD.request_id, OLD.actor_id, OLD.actor_name, OLD.action, OLD.workgroup, OLD.object_type, OLD.before, OLD.after)
		THEN
			RETURN NEW;
		END IF;
	END IF;
	RAISE EXCEPTION 'audit rows are closed once and never changed or deleted';
END
$$;--> statement-breakpoint
CREATE TRIGGER "audit_stays" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "audit_stays"();--> statement-breakpoint
CREATE TRIGGER "audit_stays_whole" BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "audit_stays"();
