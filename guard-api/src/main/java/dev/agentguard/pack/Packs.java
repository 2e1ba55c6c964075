package dev.agentguard.pack;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandKnowledge;
import dev.agentguard.effect.CommandReading;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Operation;
import dev.agentguard.yaml.YamlNode;
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
 * provider has a pack such a write is never taken as harmless. Immutable, safe for use by many threads. A shipped pack
 * is read when something first asks for it.
 */
public final class Packs implements Knowledge, CommandKnowledge {

    private static final String LEXICON = "generic/verbs.yaml";
    private static final String COMMANDS = "generic/commands.yaml";

    private final List<LazyPack> packs;
    private final HostPacks controlPlanes;
    private final GraphQlReading graphQl;
    private final RequestReading requests;
    private final AwsReading aws;
    private final Lazy<GenericReading> generic;
    private final CommandPacks commands;

    private Packs(List<LazyPack> packs, List<CommandPacks.Source> commands, Lazy<Lexicon> lexicon) {
        this.packs = List.copyOf(packs);
        this.generic = new Lazy<>(() -> new GenericReading(lexicon.get()));
        this.graphQl = new GraphQlReading(hosts(PackProtocol.GRAPHQL), generic);
        this.requests = new RequestReading(
                hosts(PackProtocol.HTTP), generic, segment -> lexicon.get().onlyDestroys(Words.of(segment)));
        this.aws = new AwsReading(new Lazy<>(AwsCatalog::shipped), of(PackProtocol.AWS), generic);
        this.controlPlanes = new HostPacks(
                packs.stream().filter(pack -> pack.match().controlPlane()).toList());
        Lazy<CommandNames> names =
                new Lazy<>(() -> new CommandNames(lexicon.get(), CommandWords.parse(PackFiles.compiled(COMMANDS))));
        this.commands = new CommandPacks(commands, names, this);
    }

    private HostPacks hosts(PackProtocol protocol) {
        return new HostPacks(of(protocol));
    }

    private List<LazyPack> of(PackProtocol protocol) {
        return packs.stream()
                .filter(pack -> pack.match().protocol() == protocol)
                .toList();
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
        Lazy<Lexicon> lexicon = new Lazy<>(() -> LexiconParser.parse(PackFiles.compiled(LEXICON)));
        Lazy<PackParser> parser = new Lazy<>(() -> new PackParser(new ArgumentReading(lexicon.get())));
        Map<String, LazyPack> packs = new LinkedHashMap<>();
        Map<String, CommandPacks.Source> commands = new LinkedHashMap<>();
        for (PackIndex.Entry entry : PackFiles.index().entries()) {
            PackMatch match = entry.match();
            if (!providers.test(match.provider())) {
                continue;
            }
            if (match.protocol() == PackProtocol.COMMAND) {
                commands.put(match.id(), CommandPacks.Source.shipped(entry));
                continue;
            }
            packs.put(
                    match.id(),
                    new LazyPack(
                            withHosts(match, extraHosts), () -> parser.get().parse(PackFiles.compiled(entry.file()))));
        }
        for (Path file : userPacks) {
            YamlNode root = YamlNode.read(file.toString(), PackFiles.ofUser(file));
            PackMatch match = PackMatchParser.parse(root);
            if (packs.containsKey(match.id()) || commands.containsKey(match.id())) {
                throw new IllegalArgumentException(
                        "`" + file + "`: there already is a pack with the id `" + match.id() + "`, choose another id");
            }
            if (match.protocol() == PackProtocol.COMMAND) {
                commands.put(match.id(), CommandPacks.Source.read(match, CommandPackParser.parse(root)));
                continue;
            }
            Pack pack = parser.get().parse(root, file.toAbsolutePath().getParent());
            packs.put(match.id(), new LazyPack(withHosts(match, extraHosts), () -> pack));
        }
        expectProviders(packs, extraHosts);
        return new Packs(new ArrayList<>(packs.values()), new ArrayList<>(commands.values()), lexicon);
    }

    @Override
    public Effect effectOf(Operation operation) {
        return switch (operation.protocol()) {
            case GRAPHQL -> graphQl.read(operation);
            case HTTP -> ProviderPlaces.with(requests.read(operation), operation);
            case AWS -> ProviderPlaces.with(aws.read(operation), operation);
            case RPC, TOOL -> generic.get().read(operation);
        };
    }

    @Override
    public List<CommandReading> readingsOf(Command command) {
        return commands.readingsOf(command);
    }

    @Override
    public boolean standsAlone(Operation operation) {
        return switch (operation.protocol()) {
            case HTTP -> requests.standsAlone(operation);
            case AWS -> aws.standsAlone(operation);
            case GRAPHQL, RPC, TOOL -> false;
        };
    }

    @Override
    public boolean speaksGraphQl(String host, String path) {
        return graphQl.speaksAt(host, path);
    }

    @Override
    public Telling tells(String name) {
        return generic.get().tells(name);
    }

    @Override
    public boolean tells(String name, @Nullable Object value) {
        return generic.get().tells(name, value);
    }

    @Override
    public boolean namesAVerb(String name) {
        return generic.get().namesAVerb(name);
    }

    /**
     * Returns whether a pack claims this host as one that commands infrastructure.
     *
     * @param host host and, if given, port
     * @return true if a provider's control plane answers there
     */
    public boolean controls(String host) {
        return !controlPlanes.at(host).isEmpty();
    }

    /**
     * Returns how the provider that answers at an address knows a request for one that it was sent before.
     *
     * @param host host and, if given, port
     * @param path the path
     * @return what its pack says, or null if none does: then each request is one of its own
     */
    public @Nullable Idempotency idempotency(String host, String path) {
        return requests.idempotency(host, path);
    }

    /** Returns all packs, read now. */
    List<Pack> all() {
        return packs.stream().map(LazyPack::get).toList();
    }

    /** Returns all packs of command lines, read now. */
    List<CommandPack> allCommands() {
        return commands.all();
    }

    private static PackMatch withHosts(PackMatch match, Map<String, List<String>> extraHosts) {
        return match.withHosts(extraHosts.getOrDefault(match.provider(), List.of()).stream()
                .map(HostPattern::parse)
                .toList());
    }

    private static void expectProviders(Map<String, LazyPack> packs, Map<String, List<String>> extraHosts) {
        TreeSet<String> known = new TreeSet<>();
        packs.values().forEach(pack -> known.add(pack.match().provider()));
        for (String provider : extraHosts.keySet()) {
            if (!known.contains(provider)) {
                throw new IllegalArgumentException(
                        "no pack speaks of the provider `" + provider + "`, expected one of " + known);
            }
        }
    }

    /** Read once, when first used. */
    private static final class Shipped {
        static final Packs PACKS = load(List.of(), Map.of());
    }
}
