package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to what surrounds the code: tickets, runs, flags, monitors, schedules, firewalls, calendars. */
final class PlatformMeanings {

    static final Condition EVENTS = AnyOf.of(
            AllOf.of(CommandShape.program("gcalcli", "khal"), Effects.any(Reversibility.REVERSIBLE)),
            Effects.writing("calendar", "calendars", "meeting", "invitation", "attendee"),
            Operates.writing(
                    "calendar:*event*",
                    "google:*calendar*",
                    "tool:*event*",
                    "tool:*calendar*",
                    "tool:*invite*",
                    "tool:*meeting*",
                    "tool:*appointment*"));
    private static final Condition MODES =
            Operates.writing("local:chmod", "local:chown", "local:chgrp", "local:setfacl", "local:icacls");
    private static final Condition FIREWALLS = AnyOf.of(
            Operates.writing(
                    "ufw:*",
                    "local:ufw",
                    "local:iptables*",
                    "local:ip6tables*",
                    "local:nft",
                    "local:firewall-cmd",
                    "local:pfctl",
                    "ec2:*securitygroup*",
                    "*firewall*"),
            Effects.writing("firewall", "securitygroup", "acl"));
    private static final Condition SCHEDULES = AnyOf.of(
            Operates.writing("local:crontab", "local:at", "*cron*"),
            Effects.resources(Reversibility.REVERSIBLE, "local:schedule"),
            Effects.writing("cron", "crontab", "schedule", "cronjob"),
            new Files(List.of("/etc/crontab", "/etc/cron.d", "/var/spool/cron", "crontab"), Files.Access.WRITE));
    private static final Condition FLAGS = AnyOf.of(
            Effects.writing("flag", "flags", "toggle", "remoteconfig"),
            Operates.writing("tool:*flag*", "tool:*toggle*", "launchdarkly:*", "unleash:*", "ldcli:*"));
    private static final Condition MONITORS = Effects.writing(
            "monitor", "alert", "alarm", "alarms", "alerting", "silence", "silences", "dashboard", "downtime");
    private static final Condition PROTECTIONS = AnyOf.of(
            Effects.writing("protection", "ruleset", "rulesets", "protections"),
            Operates.writing("gh:ruleset*", "gh:repo-edit"));
    private static final Condition RUNS = Operates.writing(
            "gh:run-*",
            "glab:ci-*",
            "github:*actions/runs*",
            "gitlab:*pipelines*",
            "gitlab:*jobs*",
            "tool:*workflow*run*",
            "tool:*cancel*run*",
            "tool:*rerun*",
            "tool:*cancel*build*");
    private static final Condition SERVERS = AnyOf.of(
            script("dev"),
            script("start"),
            script("serve"),
            script("watch"),
            script("preview"),
            CommandShape.program(
                    "nodemon", "webpack-dev-server", "uvicorn", "gunicorn", "hypercorn", "live-server", "http-server"),
            AllOf.of(
                    CommandShape.program("vite"),
                    new Unless(CommandShape.of("vite", "build")),
                    new Unless(CommandShape.of("vite", "optimize"))),
            CommandShape.of("next", "dev"),
            CommandShape.of("next", "start"),
            CommandShape.of("nuxt", "dev"),
            CommandShape.of("astro", "dev"),
            CommandShape.of("ng", "serve"),
            CommandShape.of("flask", "run"),
            CommandShape.of("rails", "server"),
            CommandShape.of("rails", "s"),
            CommandShape.of("php", "artisan", "serve"),
            CommandShape.of("python", "manage.py", "runserver"),
            CommandShape.of("manage.py", "runserver"));

    private static final Condition COMMENTS = AnyOf.of(
            Operates.writing(
                    "gh:*comment*",
                    "gh:pr-review",
                    "glab:*note*",
                    "jira:*comment*",
                    "github:*comments*",
                    "gitlab:*notes*",
                    "tool:*comment*"),
            Effects.writing("comment", "comments"));

    private PlatformMeanings() {}

    static @Nullable Condition of(Verb verb, Thing thing, String lemma) {
        boolean reads = (verb == Verb.READ && !lemma.equals("open"))
                || verb == Verb.SHOW
                || verb == Verb.COMMIT
                || verb == Verb.INCLUDE;
        boolean runs = verb == Verb.RUN || verb == Verb.TERMINATE || verb == Verb.CREATE;
        if (thing == Thing.PORT && lemma.equals("open")) {
            return FIREWALLS;
        }
        if (reads) {
            return null;
        }
        if (verb == Verb.COMMENT) {
            return COMMENTS;
        }
        return switch (thing) {
            case EVENT -> EVENTS;
            case FILE_MODE -> MODES;
            case FIREWALL -> verb == Verb.RUN ? null : FIREWALLS;
            case SCHEDULE -> verb == Verb.RUN ? null : SCHEDULES;
            case FLAG -> verb == Verb.RUN ? null : FLAGS;
            case MONITOR -> verb == Verb.RUN ? null : MONITORS;
            case BRANCH_PROTECTION -> verb == Verb.RUN ? null : PROTECTIONS;
            case WORKFLOW_RUN -> RUNS;
            case CI ->
                runs || verb == Verb.RETRY || verb == Verb.CANCEL || verb == Verb.DISABLE
                        ? AnyOf.of(RUNS, Operates.writing("gh:workflow-*", "github:*dispatches*", "tool:*workflow*"))
                        : null;
            case QUEUE ->
                verb == Verb.DESTROY || verb == Verb.CLEAR || verb == Verb.RESET
                        ? AnyOf.of(
                                Effects.destroying("queue", "topic", "consumergroup"),
                                new CommandShape(
                                        Set.of("kafka-topics", "kafka-topics.sh"),
                                        List.of(),
                                        List.of(Options.of("--delete"))))
                        : null;
            case DEV_SERVER -> Stops.isSaidBy(lemma) ? Stops.ANY : runs ? SERVERS : null;
            case SERVER -> lemma.equals("start") || lemma.equals("launch") ? SERVERS : null;
            case ISSUE -> issues(verb, lemma);
            case PACKAGE_RELEASE ->
                verb == Verb.DESTROY
                        ? Operates.destroying(
                                "*release-delete*", "*releases/*", "*unpublish*", "*:yank*", "tool:*delete*release*")
                        : verb == Verb.MODIFY || verb == Verb.UPGRADE ? VERSIONS : null;
            default -> null;
        };
    }

    private static final Condition VERSIONS = Operates.writing(
            "npm:version", "*:version-bump*", "poetry:version", "hatch:version", "build:bump*", "cargo:set-version");

    private static @Nullable Condition issues(Verb verb, String lemma) {
        boolean create = verb == Verb.CREATE || (verb == Verb.READ && lemma.equals("open"));
        Condition all = AnyOf.of(
                Operates.writing("gh:issue-*", "glab:issue-*", "jira:*", "linear:*", "tool:*issue*", "tool:*ticket*"),
                Effects.writing("issue", "issues", "ticket", "tickets"));
        Condition comments = Effects.operations("*comment*");
        Condition creates =
                Effects.operations("*issue*create*", "*create*issue*", "*create*ticket*", "*ticket*create*");
        return Set.of(Verb.CLOSE, Verb.MODIFY, Verb.DESTROY, Verb.CANCEL, Verb.ARCHIVE, Verb.GRANT)
                        .contains(verb)
                ? AllOf.of(all, new Unless(comments), new Unless(creates))
                : create
                        ? AllOf.of(all, new Unless(comments), AnyOf.of(creates, Operates.writing("*:POST", "*:POST *")))
                        : null;
    }

    private static Condition script(String name) {
        return new CommandShape(Set.of("npm", "pnpm", "yarn", "bun"), List.of(name), List.of());
    }
}
