package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to running systems and to what they are made of. */
final class SystemMeanings {

    /** What the network brought is run by a shell. */
    static final Condition PIPED = AnyOf.of(new Together(List.of("curl", "sh")), new Together(List.of("wget", "sh")));

    private static final Set<Thing> UPLOADED =
            Set.of(Thing.CODE, Thing.SECRET, Thing.DATA, Thing.FILE, Thing.ENV_FILE, Thing.DATABASE, Thing.ANYTHING);

    private static final Condition UPLOADS = AnyOf.of(
            CommandShape.of("gh", "gist", "create"),
            new CommandShape(Set.of("curl"), List.of(), List.of(Options.of("-F"))),
            new CommandShape(Set.of("curl"), List.of(), List.of(Options.of("--form"))),
            new CommandShape(Set.of("curl"), List.of(), List.of(Options.of("-T"))),
            new CommandShape(Set.of("curl"), List.of(), List.of(Options.of("--upload-file"))),
            new CommandShape(Set.of("curl"), List.of(), List.of(Options.of("--data-binary"))),
            new CommandShape(Set.of("wget"), List.of(), List.of(Options.of("--post-file"))),
            Operates.writing("tool:*upload*", "tool:*create*gist*", "tool:*paste*"));

    private static final Set<Thing> REVERTED = Set.of(
            Thing.ANYTHING, Thing.CLUSTER, Thing.PACKAGE_RELEASE, Thing.PROJECT, Thing.SERVICE, Thing.ENVIRONMENT);

    private static final Condition AUTO_APPROVES = new TextHas(List.of(
            "autoapprove",
            "auto-approve",
            "dangerously-skip-permissions",
            "dangerously-bypass",
            "--yolo",
            "bypasspermissions",
            "autorun"));

    private SystemMeanings() {}

    static @Nullable Condition of(Verb verb, @Nullable Thing thing, String lemma) {
        if (thing == null) {
            return alone(verb);
        }
        if (thing == Thing.ANYTHING && lemma.equals("add")) {
            return null;
        }
        return switch (verb) {
            case BUILD ->
                thing == Thing.IMAGE || thing == Thing.SERVICE || thing == Thing.DOCKER_FILE
                        ? ServiceMeanings.BUILDS
                        : null;
            case UPLOAD -> UPLOADED.contains(thing) ? UPLOADS : null;
            case LOAD -> TestMeanings.LOADS;
            case UNPUBLISH -> ReleaseMeanings.UNPUBLISHES;
            case REVERT -> REVERTED.contains(thing) ? ReleaseMeanings.ROLLBACKS : of(thing, verb, lemma);
            case SCALE ->
                thing == Thing.CLUSTER || thing == Thing.SERVICE || thing == Thing.PROJECT
                        ? AnyOf.of(
                                Operates.writing("*:scale*", "*:resize*", "*:*autoscal*"),
                                Effects.writing("scale", "replicas"))
                        : of(thing, verb, lemma);
            default -> of(thing, verb, lemma);
        };
    }

    /** What a verb means without an object. */
    private static @Nullable Condition alone(Verb verb) {
        return switch (verb) {
            case TEST -> TestMeanings.TESTS;
            case DEPLOY -> ReleaseMeanings.DEPLOYS;
            case PUBLISH -> ReleaseMeanings.PUBLISHES;
            case UNPUBLISH -> ReleaseMeanings.UNPUBLISHES;
            case LOAD -> TestMeanings.LOADS;
            case APPLY -> ReleaseMeanings.APPLIES;
            case INSTALL -> PackageMeanings.INSTALLS_ANY;
            default -> null;
        };
    }

    private static @Nullable Condition of(Thing thing, Verb verb, String lemma) {
        return switch (thing) {
            case DEPENDENCY -> PackageMeanings.ofDependency(verb);
            case GLOBAL_PACKAGE -> PackageMeanings.ofGlobal(verb);
            case CLOUD -> CloudMeanings.ofCloud(verb);
            case INFRASTRUCTURE -> CloudMeanings.ofInfrastructure(verb);
            case ANYTHING -> anything(verb);
            case PROJECT, DOMAIN, ACCOUNT, SERVER, CLUSTER, IMAGE, ENVIRONMENT, SERVICE ->
                ServiceMeanings.of(verb, thing, lemma);
            case VENV -> MachineMeanings.ofVirtualEnvironment(verb);
            case PROCESS -> MachineMeanings.ofProcess(verb);
            case OPERATING_SYSTEM, SYSTEM -> MachineMeanings.ofSystem(verb, thing);
            case PACKAGE_RELEASE -> ReleaseMeanings.ofPackage(verb);
            case CHANGES, CODE, COMMIT -> ReleaseMeanings.ofCode(verb);
            case BUILD_RUN, LINTER -> null;
            case E2E_TEST, INTEGRATION_TEST, TEST_FILE, TEST_SUITE -> TestMeanings.of(verb, thing);
            case LOAD_TEST -> verb == Verb.RUN || verb == Verb.TERMINATE ? TestMeanings.LOADS : null;
            case STATE ->
                SystemVerbs.isWrite(verb) || SystemVerbs.isRemoval(verb) ? Effects.any(Reversibility.REVERSIBLE) : null;
            case CACHE ->
                SystemVerbs.isRemoval(verb)
                        ? AnyOf.of(Operates.writing("redis:flush*", "*cache*"), Effects.writing("cache"))
                        : null;
            case EXTERNAL ->
                Set.of(Verb.RUN, Verb.READ, Verb.CONNECT, Verb.SEND).contains(verb) ? new OnHost(List.of()) : null;
            case PLAYBOOK ->
                verb == Verb.RUN || verb == Verb.APPLY || verb == Verb.DEPLOY
                        ? CommandShape.program("ansible-playbook", "ansible")
                        : null;
            case AUDIT_LOG -> auditLog(verb);
            case AUTO_APPROVAL -> verb == Verb.DISABLE || verb == Verb.RUN || verb == Verb.SKIP ? AUTO_APPROVES : null;
            default -> null;
        };
    }

    private static @Nullable Condition anything(Verb verb) {
        return switch (verb) {
            case INSTALL -> PackageMeanings.INSTALLS_ANY;
            case DESTROY, RESET, CLEAR -> Effects.any(Reversibility.RECOVERABLE);
            case DEPLOY -> ReleaseMeanings.DEPLOYS;
            case PUBLISH -> ReleaseMeanings.PUBLISHES;
            default -> SystemVerbs.isWrite(verb) ? Effects.any(Reversibility.REVERSIBLE) : null;
        };
    }

    private static @Nullable Condition auditLog(Verb verb) {
        return switch (verb) {
            case DESTROY, RESET, CLEAR -> Effects.destroying("log", "audit");
            case DISABLE, MODIFY, TERMINATE ->
                AnyOf.of(Effects.writing("audit", "logging", "trail"), Operates.writing("cloudtrail:*"));
            default -> null;
        };
    }
}
