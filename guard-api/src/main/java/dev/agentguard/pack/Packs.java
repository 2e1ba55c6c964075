package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the shipped packs and a user's own know of providers' operations. Where several packs know an operation the
 * strictest wins; an operation that no pack knows is read by its method and by the verb lexicon, and at a host whose
 * provider has a pack such a write is never taken as harmless. Immutable, safe for use by many threads.
 */
public final class Packs implements Knowledge {

    private static final List<String> SHIPPED = List.of("railway/graphql.yaml");
    private static final String LEXICON = "generic/verbs.yaml";

    private final List<Pack> packs;
    private final GenericReading generic;

    private Packs(List<Pack> packs, GenericReading generic) {
        this.packs = List.copyOf(packs);
        this.generic = generic;
    }

    /**
     * Returns what is shipped with Guard.
     *
     * @return the shipped packs
     */
    public static Packs shipped() {
        return Shipped.PACKS;
    }

    /**
     * Returns the shipped packs together with a user's own.
     *
     * @param userPacks the files of the user's packs
     * @param extraHosts further hosts at which a pack's provider answers, by provider; {@code host} or
     *     {@code host:port}, {@code *.} in front for subdomains
     * @return the packs
     * @throws dev.agentguard.yaml.YamlException if a file is not a pack; the message names file, line, column, what was
     *     found and what is expected
     * @throws IllegalArgumentException if a file cannot be read, or a provider is named that no pack speaks of
     */
    public static Packs load(List<Path> userPacks, Map<String, List<String>> extraHosts) {
        return load(userPacks, extraHosts, provider -> true);
    }

    /**
     * Returns some of the shipped packs together with a user's own.
     *
     * @param userPacks the files of the user's packs
     * @param extraHosts further hosts at which a pack's provider answers, by provider; {@code host} or
     *     {@code host:port}, {@code *.} in front for subdomains
     * @param providers whether the shipped packs of a provider are among them; the general reading always is
     * @return the packs
     * @throws dev.agentguard.yaml.YamlException if a file is not a pack; the message names file, line, column, what was
     *     found and what is expected
     * @throws IllegalArgumentException if a file cannot be read, or a provider is named that no pack speaks of
     */
    public static Packs load(List<Path> userPacks, Map<String, List<String>> extraHosts, Predicate<String> providers) {
        Lexicon lexicon = LexiconParser.parse(LEXICON, resource(LEXICON));
        PackParser parser = new PackParser(new ArgumentReading(lexicon));
        Map<String, Pack> packs = new LinkedHashMap<>();
        for (String name : SHIPPED) {
            if (!providers.test(name.substring(0, name.indexOf('/')))) {
                continue;
            }
            Pack pack = parser.parse(name, resource(name));
            packs.put(pack.id(), pack);
        }
        for (Path file : userPacks) {
            Pack pack = parser.parse(file.toString(), content(file));
            if (packs.putIfAbsent(pack.id(), pack) != null) {
                throw new IllegalArgumentException(
                        "`" + file + "`: there already is a pack with the id `" + pack.id() + "`, choose another id");
            }
        }
        List<Pack> answering = new ArrayList<>();
        packs.values().forEach(pack -> answering.add(pack.withHosts(hosts(extraHosts, pack.provider()))));
        expectProviders(packs, extraHosts);
        return new Packs(answering, new GenericReading(lexicon));
    }

    @Override
    public Effect effectOf(Operation operation) {
        Effect worst = null;
        Effect unlisted = null;
        for (Pack pack : packs) {
            if (pack.protocol() == operation.protocol() && pack.answersAt(operation.host())) {
                Rule rule = pack.operations()
                        .getOrDefault(operation.type(), Map.of())
                        .get(operation.name());
                if (rule != null) {
                    worst = strictest(worst, RuleReading.read(pack, rule, operation));
                } else if (unlisted == null) {
                    unlisted = unlisted(pack, operation);
                }
            }
        }
        if (worst != null) {
            return worst;
        }
        return unlisted != null ? unlisted : generic.read(operation);
    }

    @Override
    public boolean speaksGraphQl(String host, String path) {
        return packs.stream()
                .anyMatch(pack -> pack.protocol() == Operation.Protocol.GRAPHQL && pack.answersAt(host, path));
    }

    /**
     * Returns whether a pack claims this host as one that commands infrastructure.
     *
     * @param host host and, if given, port
     * @return true if a provider's control plane answers there
     */
    public boolean controls(String host) {
        return packs.stream().anyMatch(pack -> pack.controlPlane() && pack.answersAt(host));
    }

    List<Pack> all() {
        return packs;
    }

    /** An operation of a provider that its pack does not list, such as one newer than the pack. */
    private Effect unlisted(Pack pack, Operation operation) {
        Rule otherwise = pack.defaults().get(operation.type());
        Effect read = generic.read(operation);
        if (otherwise == null) {
            return read;
        }
        Effect byDefault = RuleReading.read(pack, otherwise, operation);
        Reversibility worse = byDefault.reversibility().worse(read.reversibility());
        return worse == byDefault.reversibility()
                ? byDefault
                : byDefault.toBuilder()
                        .reversibility(worse, read.reason())
                        .kind(read.kind())
                        .build();
    }

    private static Effect strictest(@Nullable Effect a, Effect b) {
        return a == null || a.reversibility().worse(b.reversibility()) != a.reversibility() ? b : a;
    }

    private static List<HostPattern> hosts(Map<String, List<String>> extraHosts, String provider) {
        return extraHosts.getOrDefault(provider, List.of()).stream()
                .map(HostPattern::parse)
                .toList();
    }

    private static void expectProviders(Map<String, Pack> packs, Map<String, List<String>> extraHosts) {
        TreeSet<String> known = new TreeSet<>();
        packs.values().forEach(pack -> known.add(pack.provider()));
        for (String provider : extraHosts.keySet()) {
            if (!known.contains(provider)) {
                throw new IllegalArgumentException(
                        "no pack speaks of the provider `" + provider + "`, expected one of " + known);
            }
        }
    }

    private static String resource(String name) {
        try (InputStream in = Packs.class.getResourceAsStream("/dev/agentguard/packs/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the shipped pack `" + name + "` is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the shipped pack `" + name + "` cannot be read", e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the pack `" + file + "` cannot be read: check that it exists", e);
        }
    }

    /** Read once, when first used. */
    private static final class Shipped {
        static final Packs PACKS = load(List.of(), Map.of());
    }
}
