package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to what runs somewhere: servers, services, clusters, projects, domains, accounts. */
final class ServiceMeanings {

    private static final Set<String> CONTAINERS = Set.of("docker", "docker-compose", "podman", "podman-compose");

    static final Condition BUILDS = AnyOf.of(
            new CommandShape(CONTAINERS, List.of("build"), List.of()), CommandShape.program("buildah", "kaniko"));

    private static final Condition ENTERS = AnyOf.of(
            new CommandShape(Set.of("kubectl", "docker", "podman", "oc", "nomad"), List.of("exec"), List.of()),
            CommandShape.of("kubectl", "attach"),
            CommandShape.of("kubectl", "port-forward"));

    private ServiceMeanings() {}

    static @Nullable Condition of(Verb verb, Thing thing, String lemma) {
        Condition special = special(verb, thing, lemma);
        if (special != null) {
            return special;
        }
        return SystemVerbs.isRemoval(verb)
                ? Effects.of(Reversibility.RECOVERABLE, thing.subjects())
                : SystemVerbs.isWrite(verb) ? Effects.of(Reversibility.REVERSIBLE, thing.subjects()) : null;
    }

    private static @Nullable Condition special(Verb verb, Thing thing, String lemma) {
        if (verb == Verb.DEPLOY || (thing == Thing.CLUSTER && verb == Verb.APPLY)) {
            return ReleaseMeanings.DEPLOYS;
        }
        if (verb == Verb.PUBLISH) {
            return ReleaseMeanings.PUBLISHES;
        }
        return switch (thing) {
            case SERVICE -> verb == Verb.TERMINATE ? Stops.RESTARTS : verb == Verb.CONNECT ? ENTERS : null;
            case CLUSTER -> ofCluster(verb);
            case IMAGE -> verb == Verb.PUSH ? ReleaseMeanings.PUBLISHES : null;
            case SERVER -> ofServer(verb, lemma);
            case DOMAIN ->
                SystemVerbs.isWrite(verb)
                        ? AnyOf.of(
                                Effects.of(Reversibility.REVERSIBLE, thing.subjects()),
                                Operates.writing("route53:*", "*dns*", "*recordset*", "*domain*"))
                        : null;
            default -> null;
        };
    }

    private static @Nullable Condition ofCluster(Verb verb) {
        if (verb == Verb.CONNECT) {
            return ENTERS;
        }
        return SystemVerbs.isRemoval(verb)
                ? AnyOf.of(
                        Operates.destroying("helm:uninstall", "helm:delete"),
                        new CommandShape(Set.of("kubectl", "oc"), List.of("delete"), List.of()),
                        Effects.of(Reversibility.RECOVERABLE, Thing.CLUSTER.subjects()))
                : null;
    }

    private static @Nullable Condition ofServer(Verb verb, String lemma) {
        if (verb == Verb.CONNECT) {
            return CommandShape.program("ssh", "scp", "sftp", "mosh", "rsync");
        }
        return verb == Verb.TERMINATE && !lemma.equals("start")
                ? AnyOf.of(
                        MachineMeanings.POWER,
                        Stops.ANY,
                        Operates.writing("kubectl:drain", "kubectl:cordon", "kubectl:taint"),
                        Effects.of(Reversibility.REVERSIBLE, Thing.SERVER.subjects()))
                : null;
    }
}
