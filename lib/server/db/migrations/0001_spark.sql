CREATE TABLE "calculations" (
	"id" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"workgroup" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"notebook_id" text,
	"submitted_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notebook_revisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notebook_revisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"notebook_id" text NOT NULL,
	"workgroup" text NOT NULL,
	"name" text NOT NULL,
	"payload" text NOT NULL,
	"payload_hash" text NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"workgroup" text NOT NULL,
	"known_by" text NOT NULL,
	"actor_id" text,
	"actor_name" text,
	"notebook_id" text,
	"state" text NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"reading" jsonb NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spark_states" (
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	CONSTRAINT "spark_states_object_type_object_id_at_state_pk" PRIMARY KEY("object_type","object_id","at","state")
);
--> statement-breakpoint
CREATE INDEX "notebook_revisions_notebook" ON "notebook_revisions" USING btree ("notebook_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "sessions_started" ON "sessions" USING btree ("started_at" DESC NULLS LAST);