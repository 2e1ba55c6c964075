package dev.agentguard.scope;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says where an effect's resource lives, as far as it is proven. Safe for use by many threads.
 *
 * <p>What proves, from the strongest:
 *
 * <ol>
 *   <li>A resolver that is responsible for the resource. If it cannot say, nothing weaker is taken instead. What is
 *       declared or named beside its answer joins it: a resource in two environments belongs to both.
 *   <li>A declared resource id, for all environments that claim it.
 *   <li>An environment named in the action, for effects without a resource id, and where a pack knows that the
 *       operation keeps to the environment in that argument. Elsewhere the model may have written it as it likes, so
 *       beside an id it only joins what is proven. It never narrows a Railway volume.
 *   <li>A place that the action itself goes to and an environment declares: a Kubernetes context, a database's name, a
 *       URL, an app of a platform whose name stands under {@code resources}. If the action leaves open what would tell
 *       two environments apart, or goes on to a host that nobody declares, nothing weaker is taken instead.
 *   <li>A host that exactly one environment declares. One that several declare proves nothing, and neither does a
 *       loopback address without a declared port.
 *   <li>A declared credential with exactly one environment, except for resources whose ids are not bound by the token
 *       they are used with (a Railway volume, service, project …): a token's scope is not the resource's scope.
 * </ol>
 *
 * Reads are located from declarations alone, so that no read ever waits for a resolver.
 */
public final class Locator {

    private static final String HERE = "local:";

    private final Inventory inventory;
    private final List<Resolver> resolvers;
    private final Predicate<String> controlPlane;
    private final Workspace workspace;

    /**
     * Creates a locator.
     *
     * @param inventory what is declared
     * @param resolvers the configured resolvers; the caller closes them
     * @param controlPlane whether a host serves the environments of many, by the packs
     */
    public Locator(Inventory inventory, List<Resolver> resolvers, Predicate<String> controlPlane) {
        this.inventory = inventory;
        this.resolvers = List.copyOf(resolvers);
        this.controlPlane = controlPlane;
        this.workspace = new Workspace(inventory);
    }

    /**
     * Returns where an effect's resource lives. An answer of a resolver may be some seconds old.
     *
     * @param effect the effect
     * @param credential the credential it is done with, or null if it carries none
     * @return the location
     */
    public Location locate(Effect effect, @Nullable CredentialStanding credential) {
        return place(effect, credential, false).location();
    }

    /**
     * Returns where an effect's resource lives, with the resolver's details.
     *
     * @param effect the effect
     * @param credential the credential it is done with, or null if it carries none
     * @param fresh whether a resolver must look again, as when an approval is used
     * @return the location and the details
     */
    public Placement place(Effect effect, @Nullable CredentialStanding credential, boolean fresh) {
        if (inventory.isEmpty()) {
            return new Placement(new Location.Undeclared(effect), null);
        }
        return ToldPlaces.isIn(effect)
                ? ToldPlaces.join(
                        placeOf(ToldPlaces.without(effect), credential, fresh),
                        ToldPlaces.environments(effect, inventory))
                : placeOf(effect, credential, fresh);
    }

    private Placement placeOf(Effect effect, @Nullable CredentialStanding credential, boolean fresh) {
        if (isHere(effect)) {
            return new Placement(here(effect), null);
        }
        if (workspace.isOf(effect)) {
            return new Placement(inDirectories(effect), null);
        }
        Effect question = question(effect);
        if (question != null) {
            for (Resolver resolver : resolvers) {
                if (resolver.responsibleFor(question)) {
                    return resolved(effect, resolver.resolve(question, fresh));
                }
            }
        }
        return new Placement(declared(effect, credential), null);
    }

    /** Returns whether it is about files or processes of this machine, not of one that the action goes to. */
    private static boolean isHere(Effect effect) {
        return effect.resource().type().startsWith(HERE) && effect.host() == null && areHere(effect.places());
    }

    private static boolean areHere(List<Place> places) {
        for (int i = 0; i < places.size(); i++) {
            if (!places.get(i).type().startsWith(HERE)) {
                return false;
            }
        }
        return true;
    }

    private Location here(Effect effect) {
        Set<String> claimed = claimed(effect);
        if (!claimed.isEmpty()) {
            return new Location.Proven(claimed, "`" + subject(effect) + "` is declared in " + claimed);
        }
        Location local = new Location.Proven(Set.of(Environment.LOCAL), "it is on this machine");
        if (inventory.files().isEmpty() || !effect.resource().type().equals("local:file")) {
            return local;
        }
        Set<String> holding = holding(effect);
        if (holding == null) {
            return new Location.Unknown("which file it is cannot be read, and there are files of "
                    + inventory.files().environments() + " on this machine");
        }
        if (holding.isEmpty()) {
            return local;
        }
        Set<String> both = new TreeSet<>(holding);
        both.add(Environment.LOCAL);
        return new Location.Proven(both, "`" + subject(effect) + "` is in or holds files of " + holding);
    }

    /** What works in a directory is where that directory is; what destroys there may reach what lies below it. */
    private Location inDirectories(Effect effect) {
        Set<String> all = new TreeSet<>();
        if (!inventory.files().isEmpty()) {
            List<String> directories = new ArrayList<>();
            effect.places().stream()
                    .filter(place -> place.type().startsWith(HERE))
                    .forEach(place -> directories.add(place.value()));
            if (directories.stream().noneMatch(directory -> directory != null && isAbsolute(directory))) {
                directories.add(".");
            }
            for (String directory : directories) {
                Set<String> holding = directory == null ? null : reached(effect, directory);
                if (holding == null) {
                    return new Location.Unknown("in which directory it works cannot be read, and there are files of "
                            + inventory.files().environments() + " on this machine");
                }
                all.addAll(holding);
            }
        }
        String evidence = all.isEmpty() ? "it is on this machine" : "it works in a directory of " + all;
        all.add(Environment.LOCAL);
        return new Location.Proven(all, evidence);
    }

    private @Nullable Set<String> reached(Effect effect, String directory) {
        return effect.reversibility().compareTo(Reversibility.RECOVERABLE) < 0
                ? inventory.files().holding(directory)
                : inventory.files().of(directory, null);
    }

    /** The environments whose files it may be; null if that cannot be told. */
    private @Nullable Set<String> holding(Effect effect) {
        String path = effect.resource().id();
        if (path == null) {
            return null;
        }
        boolean moves = !isAbsolute(path) && !effect.places().isEmpty();
        Set<String> all = moves ? new TreeSet<>() : inventory.files().of(path, null);
        for (Place place : moves ? effect.places() : List.<Place>of()) {
            String directory = place.value();
            Set<String> holding = directory == null ? null : inventory.files().of(path, directory);
            if (holding == null || all == null) {
                return null;
            }
            all.addAll(holding);
        }
        return all;
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.startsWith("~") || path.startsWith("\\") || path.startsWith(":", 1);
    }

    /** Returns what a resolver would have to be asked, or null if there is nothing to ask. */
    private @Nullable Effect question(Effect effect) {
        if (effect.reversibility() == Reversibility.READ_ONLY) {
            return null;
        }
        String environment = effect.environment();
        if (environment != null && ResourceScopes.environmentIsThePlace(effect)) {
            return named(effect).isEmpty() ? ResourceScopes.asResource(effect, environment) : null;
        }
        // places may say enough without an id: a cluster's namespace
        return effect.resource().id() == null && effect.places().isEmpty() ? null : effect;
    }

    private Placement resolved(Effect effect, Answer answer) {
        if (answer instanceof Answer.Unresolved unresolved) {
            return new Placement(new Location.Unknown(unresolved.because()), null);
        }
        Answer.Found found = (Answer.Found) answer;
        if (found.environments().isEmpty()) {
            return new Placement(
                    new Location.Unknown("the resolver found no environment of `" + subject(effect) + "`"), null);
        }
        Set<String> claimed = claimed(effect);
        Set<String> all = new TreeSet<>(found.environments());
        all.addAll(claimed);
        all.addAll(named(effect));
        all.addAll(onlyOne(atHost(effect)));
        all.addAll(inventory.whereabouts(effect.places()).environments());
        String evidence = found.evidence() + (all.equals(found.environments()) ? "" : "; declared or named: " + all);
        return new Placement(new Location.Proven(all, evidence), found);
    }

    private Location declared(Effect effect, @Nullable CredentialStanding credential) {
        Set<String> named = named(effect);
        String environment = effect.environment();
        if (environment != null && named.isEmpty()) {
            return new Location.Unknown("the action names the environment `" + Shown.text(environment)
                    + "`, which is none of the declared ones and which no resolver could look up");
        }
        Set<String> atHost = atHost(effect);
        Set<String> joined = new TreeSet<>(named);
        joined.addAll(onlyOne(atHost));
        Whereabouts whereabouts = inventory.whereabouts(effect.places());
        joined.addAll(whereabouts.environments());

        Set<String> claimed = claimed(effect);
        if (!claimed.isEmpty()) {
            joined.addAll(claimed);
            return new Location.Proven(
                    joined, "`" + Shown.text(effect.resource().toString()) + "` is declared in " + claimed);
        }
        if (!named.isEmpty() && ResourceScopes.environmentIsThePlace(effect)) {
            return new Location.Proven(
                    joined, "the action names the environment `" + Shown.text(String.valueOf(environment)) + "`");
        }
        if (whereabouts.proven()) {
            return new Location.Proven(joined, "the action goes to " + PlaceReading.words(effect.places()));
        }
        if (whereabouts.doubt() != null && !whereabouts.environments().isEmpty()) {
            return new Location.Unknown("of " + PlaceReading.words(effect.places()) + ", " + whereabouts.doubt());
        }
        Set<String> perhaps = new TreeSet<>(whereabouts.perhaps());
        perhaps.addAll(whereabouts.environments());
        if (!atHost.containsAll(perhaps)) {
            return new Location.Unknown(PlaceReading.words(effect.places()) + " may be in " + perhaps
                    + "; the action does not say what would tell");
        }
        if (atHost.size() == 1) {
            return new Location.Proven(
                    joined, "the host `" + Shown.text(String.valueOf(effect.host())) + "` is declared in " + atHost);
        }
        String proof = environmentOf(credential);
        if (proof != null && !ResourceScopes.maySpan(effect)) {
            joined.add(proof);
            return new Location.Proven(joined, "the credential is declared for `" + proof + "` only");
        }
        return unproven(effect, atHost, whereabouts);
    }

    private Location unproven(Effect effect, Set<String> atHost, Whereabouts whereabouts) {
        String subject = subject(effect);
        if (whereabouts.doubt() != null && whereabouts.asked()) {
            return new Location.Unknown(whereabouts.doubt());
        }
        if (atHost.size() > 1) {
            return new Location.Unknown("the host `" + Shown.text(String.valueOf(effect.host())) + "` is declared in "
                    + atHost + " and proves none of them");
        }
        if (ResourceScopes.maySpan(effect)) {
            return new Location.Unknown(
                    "`" + subject + "` can be in several environments; no resolver is configured for it"
                            + " and no environment declares it under `resources`");
        }
        if (effect.environment() != null) {
            return new Location.Unknown("the action names the environment `" + Shown.text(effect.environment())
                    + "`, which does not prove where `" + subject + "` lives");
        }
        String host = effect.host();
        if (host != null && controlPlane.test(host)) {
            return new Location.Unknown("`" + Shown.text(host)
                    + "` serves many environments, and nothing says in which `" + subject + "` lives");
        }
        return new Location.Undeclared(host == null ? subject : Shown.text(host));
    }

    private Set<String> claimed(Effect effect) {
        Resource resource = effect.resource();
        Set<String> claiming = inventory.claiming(resource);
        String id = resource.id();
        if (id == null || !resource.type().equals("railway:environment")) {
            return claiming;
        }
        Set<String> claimed = new TreeSet<>(claiming);
        claimed.addAll(inventory.ofRailway(id));
        return claimed;
    }

    private Set<String> named(Effect effect) {
        String environment = effect.environment();
        if (environment == null) {
            return Set.of();
        }
        Set<String> named = new TreeSet<>(inventory.ofRailway(environment));
        if (inventory.declares(environment)) {
            named.add(environment);
        }
        return named;
    }

    private Set<String> atHost(Effect effect) {
        String host = effect.host();
        return host == null ? Set.of() : inventory.atHost(host);
    }

    private static Set<String> onlyOne(Set<String> environments) {
        return environments.size() == 1 ? environments : Set.of();
    }

    private @Nullable String environmentOf(@Nullable CredentialStanding credential) {
        DeclaredCredential declared = credential == null ? null : credential.declared();
        if (declared == null || declared.environments().size() != 1) {
            return null;
        }
        String environment = declared.environments().get(0);
        return inventory.declares(environment) ? environment : null;
    }

    static String subject(Effect effect) {
        Resource resource = effect.resource();
        String host = effect.host();
        return Shown.text(resource.id() == null && host != null ? host : resource.toString());
    }
}
