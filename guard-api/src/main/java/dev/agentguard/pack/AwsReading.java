package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads operations of AWS services: by the packs written for a service, else by what was generated of it, else by the
 * operation's name. Safe for use by many threads.
 */
final class AwsReading {

    /** Under this type a pack's operations stand. */
    static final String TYPE = "operation";

    private final Lazy<AwsCatalog> catalog;
    private final Map<String, List<LazyPack>> packs;
    private final Lazy<GenericReading> generic;

    /**
     * Creates a reading.
     *
     * @param catalog what was generated
     * @param packs the packs that speak of AWS
     * @param generic reads what neither knows
     */
    AwsReading(Lazy<AwsCatalog> catalog, List<LazyPack> packs, Lazy<GenericReading> generic) {
        this.catalog = catalog;
        this.generic = generic;
        Map<String, List<LazyPack>> byService = new LinkedHashMap<>();
        for (LazyPack pack : packs) {
            pack.match()
                    .keys()
                    .forEach(service -> byService
                            .computeIfAbsent(service, unused -> new ArrayList<>())
                            .add(pack));
        }
        this.packs = byService;
    }

    Effect read(Operation operation) {
        Effect worst = null;
        for (AwsCall call : calls(operation)) {
            Effect effect = effect(call);
            worst = worst == null || worst.reversibility().worse(effect.reversibility()) != worst.reversibility()
                    ? effect
                    : worst;
        }
        return worst != null ? worst : unlisted(operation);
    }

    /** Returns whether what a request does is certain without its body. */
    boolean standsAlone(Operation operation) {
        List<AwsCall> calls = calls(operation);
        return !calls.isEmpty() && calls.stream().noneMatch(this::asks);
    }

    private boolean asks(AwsCall call) {
        return packsOf(call).stream().map(LazyPack::get).anyMatch(pack -> {
            Rule rule = rule(pack, call);
            return rule != null && (!rule.cases().isEmpty() || rule.runs() != null);
        });
    }

    /** The operations that an operation may be: the first service that knows it, since services share names. */
    private List<AwsCall> calls(Operation operation) {
        Lazy<Map<String, @Nullable Object>> arguments = new Lazy<>(() -> AwsArguments.of(operation));
        int blank = operation.name().indexOf(' ');
        for (AwsCatalog.Entry entry : catalog.get().named(operation.type())) {
            AwsService service = catalog.get().content(entry);
            List<AwsCall> calls = new ArrayList<>();
            if (blank > 0) {
                AwsPath asked = AwsPath.of(operation.name());
                for (String[] path : asked.readings()) {
                    route(entry, service, operation, asked, path, arguments, calls);
                }
            } else {
                String name = service.named(operation.name());
                if (name != null) {
                    calls.add(new AwsCall(entry, name, service.of(name), operation, arguments.get(), List.of()));
                }
            }
            if (!calls.isEmpty()) {
                return calls;
            }
        }
        return List.of();
    }

    private static void route(
            AwsCatalog.Entry entry,
            AwsService service,
            Operation operation,
            AwsPath asked,
            String[] path,
            Lazy<Map<String, @Nullable Object>> arguments,
            List<AwsCall> calls) {
        for (AwsRoute route : service.routesOf(asked.method(), path, asked.query())) {
            Map<String, @Nullable Object> all = route.withPath(path, arguments.get());
            for (String name : route.operations()) {
                calls.add(new AwsCall(entry, name, service.of(name), operation, all, route.parameters()));
            }
        }
    }

    private Effect effect(AwsCall call) {
        Effect worst = null;
        boolean tried = false;
        for (LazyPack lazy : packsOf(call)) {
            Pack pack = lazy.get();
            DryRun dryRun = pack.dryRun();
            tried |= dryRun != null && dryRun.holds(call.arguments());
            Rule rule = rule(pack, call);
            if (rule != null) {
                Effect effect = call.by(rule);
                worst = worst == null || worst.reversibility().worse(effect.reversibility()) != worst.reversibility()
                        ? effect
                        : worst;
            }
        }
        Effect effect = worst != null ? worst : call.generated();
        return tried && effect.reversibility() != Reversibility.UNKNOWN
                ? effect.toBuilder()
                        .destroysRecovery(false)
                        .reversibility(Reversibility.READ_ONLY, "only tried: with `DryRun` the service changes nothing")
                        .build()
                : effect;
    }

    private List<LazyPack> packsOf(AwsCall call) {
        return packs.getOrDefault(call.entry().provider(), List.of());
    }

    private static @Nullable Rule rule(Pack pack, AwsCall call) {
        return pack.operations().getOrDefault(TYPE, Map.of()).get(call.fullName());
    }

    /** Newer than what is shipped, or no operation at all: a request by its method and path, else by the name. */
    private Effect unlisted(Operation operation) {
        boolean asked = operation.name().indexOf(' ') > 0;
        Operation plain = operation;
        if (asked) {
            AwsPath path = AwsPath.of(operation.name());
            plain = new Operation(
                    Protocol.HTTP,
                    operation.host(),
                    operation.path(),
                    path.method(),
                    path.path(),
                    operation.arguments(),
                    operation.evidence());
        }
        Effect read = generic.get().read(plain);
        boolean silent = asked
                && read.reversibility() == Reversibility.REVERSIBLE
                && !catalog.get().named(operation.type()).isEmpty();
        return silent
                ? read.toBuilder()
                        .reversibility(Reversibility.UNKNOWN, "it names no operation of the service that is known")
                        .build()
                : read;
    }
}
