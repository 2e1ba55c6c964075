package dev.agentguard.scope.backup;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.scope.Loss;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all effects of an action take away. Compared on the safe side: where an action leaves open which one of a kind it
 * destroys, it is the one that is asked for.
 */
final class BlastRadius {

    /** Things that hold others of their provider. */
    private static final Set<String> CONTAINERS = Set.of(
            "account",
            "project",
            "environment",
            "workspace",
            "service",
            "subscription",
            "resourcegroup",
            "resource-group",
            "namespace",
            "cluster",
            "organization",
            "organisation",
            "team",
            "user",
            "app");

    private static final Set<String> STACKS =
            Set.of("infrastructure", "terraform", "tofu", "pulumi", "cdk", "cloudformation", "terragrunt");
    private static final Set<String> DATABASES = Set.of(
            "postgresql", "postgres", "mysql", "mariadb", "sqlserver", "oracle", "mongodb", "mongodb+srv", "database");
    private static final Set<String> SERVERS = Set.of("database", "instance", "dbinstance", "dbcluster", "server");
    private static final Set<String> STORES = Set.of("s3", "gs", "az", "https", "http");
    private static final Set<String> STORED =
            Set.of("bucket", "object", "objects", "container", "blob", "repository", "package");

    private final List<Effect> effects;
    private final FilePlaces files;

    BlastRadius(Loss loss) {
        this.effects = loss.together();
        this.files = new FilePlaces(loss.directory());
    }

    /** Returns the effect with which a place would be lost, or null if there is none. */
    @Nullable
    Effect taking(Domain domain) {
        for (Effect effect : effects) {
            if (destroys(effect) && takes(effect, domain)) {
                return effect;
            }
        }
        return null;
    }

    private static boolean destroys(Effect effect) {
        return effect.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0;
    }

    private boolean takes(Effect effect, Domain domain) {
        String type = effect.resource().type().toLowerCase(Locale.ROOT);
        String id = effect.resource().id();
        if (domain.type().equals(Domain.FILE)) {
            return takesFile(effect, type, id, domain.name());
        }
        if (isStack(type) || isStack(domain.type())) {
            return isStack(type)
                    && isStack(domain.type())
                    && (id == null || domain.name().isEmpty() || touches(id, domain));
        }
        if (DATABASES.contains(Domain.provider(domain.type())) && SERVERS.contains(Domain.kind(type))) {
            return mayBeServer(effect, id, domain);
        }
        boolean sameProvider = Domain.provider(type).equals(Domain.provider(domain.type()));
        if (id == null) {
            // it may be any of its kind
            return sameProvider || (STORES.contains(domain.type()) && STORED.contains(Domain.kind(type)));
        }
        boolean holdsOthers =
                CONTAINERS.contains(Domain.kind(type)) && !Domain.kind(type).equals(Domain.kind(domain.type()));
        boolean anyOfItsType =
                domain.name().isEmpty() && (type.equals(domain.type()) || isClaimOfVolume(type, domain.type()));
        return anyOfItsType || touches(id, domain) || (sameProvider && holdsOthers);
    }

    private boolean takesFile(Effect effect, String type, @Nullable String id, String path) {
        if (type.equals("local:disk")) {
            return true;
        }
        if (effect.operation().startsWith("git:clean")) {
            return files.holds(".", path);
        }
        return Domain.kind(type).equals("file") && files.holds(id, path);
    }

    private static boolean isClaimOfVolume(String type, String volume) {
        return type.equals("kubernetes:persistentvolumeclaim") && volume.equals("kubernetes:volume");
    }

    private static boolean isStack(String type) {
        return STACKS.contains(Domain.provider(type));
    }

    /** A database goes with its server; a server that the action does not name may be the one. */
    private static boolean mayBeServer(Effect effect, @Nullable String id, Domain domain) {
        String server = plain(domain.name());
        server = server.substring(server.indexOf('@') + 1);
        int end = server.indexOf('/');
        server = end < 0 ? server : server.substring(0, end);
        for (Place place : effect.places()) {
            String host = place.value();
            if (place.type().equals(Place.DATABASE_HOST) && host != null) {
                return sameHost(plain(host), server);
            }
        }
        String host = effect.host();
        return effect.resource().type().startsWith("sql:")
                || host == null
                || id == null
                || sameHost(plain(host), server);
    }

    /** A port that only one of them names does not tell them apart. */
    private static boolean sameHost(String a, String b) {
        return a.equals(b) || a.startsWith(b + ":") || b.startsWith(a + ":");
    }

    /** Returns whether an id is the place, holds it, lies in it or is the end of its name. */
    private static boolean touches(String id, Domain domain) {
        String place = plain(domain.name());
        String thing = plain(id);
        if (place.isEmpty()) {
            return Domain.provider(domain.type()).equals(thing);
        }
        return thing.isEmpty()
                || thing.equals(place)
                || place.startsWith(thing + "/")
                || thing.startsWith(place + "/")
                || place.endsWith("/" + thing)
                || sameHost(thing, place.substring(0, Math.max(place.indexOf('/'), 0)));
    }

    private static String plain(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        name = name.substring(Math.max(0, name.indexOf("://") + (name.contains("://") ? 3 : 0)));
        int end = name.length();
        while (end > 0 && "/*".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end);
    }
}
