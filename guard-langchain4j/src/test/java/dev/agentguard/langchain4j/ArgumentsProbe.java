package dev.agentguard.langchain4j;

import dev.agentguard.action.UnreadableArgumentsException;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/**
 * Compares what a method receives of hostile texts from LangChain4j's own executor with what it receives of what Guard
 * hands on, and with what was judged. Runs against any release of LangChain4j.
 */
final class ArgumentsProbe {

    private static final int TEXTS = 30_000;
    private static final List<String> SEEDS = List.of(
            "{\"id\":\"a\",\"stage\":\"STAGING\",\"limit\":1,\"big\":9007199254740993,\"ratio\":0.5,\"ids\":[\"x\",\"y\"]}",
            "{\"id\":\"a\",\"id\":\"b\",\"stage\":\"staging\",\"limit\":\"7\",\"big\":\"12\",\"ratio\":\"1e3\",\"flag\":true}",
            "{\"id\":12.50,\"amount\":0.1234567890123456789,\"uuid\":\"1-1-1-1-1\",\"target\":{\"id\":\"t\",\"count\":3}}",
            "\"{\\\"id\\\":\\\"q\\\",\\\"limit\\\":3,}\"",
            "{\"target\":\"{\\\"id\\\":\\\"s\\\",\\\"id\\\":\\\"u\\\",\\\"count\\\":4}\",\"ids\":[],\"limit\":3.0,}",
            "{\"id\":{\"b\":[1,2.25,null]},\"extra\":{\"k\":{\"l\":1}},\"big\":1e2,\"ratio\":1e400,\"dryRun\":true}",
            "{\"id\":\"x\\\",\\\"limit\\\":\\\"9\",\"note\":\"a,}\",\"ids\":[\"1\",2]} trailing");

    enum Stage {
        STAGING,
        PRODUCTION
    }

    record Target(String id, int count) {}

    /** Notes what it receives. */
    static final class Tools {
        Map<String, Object> received = Map.of();

        @Tool
        String act(
                String id,
                Stage stage,
                Integer limit,
                Long big,
                Double ratio,
                BigDecimal amount,
                Boolean flag,
                UUID uuid,
                List<String> ids,
                Map<String, Object> extra,
                Target target) {
            received = new LinkedHashMap<>();
            received.put("id", id);
            received.put("stage", stage);
            received.put("limit", limit);
            received.put("big", big);
            received.put("ratio", ratio);
            received.put("amount", amount);
            received.put("flag", flag);
            received.put("uuid", uuid);
            received.put("ids", ids);
            received.put("extra", extra);
            received.put("target", target);
            return "";
        }
    }

    private final Tools tools = new Tools();
    private final DefaultToolExecutor executor;
    private final ToolMethod method;
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    private ArgumentsProbe() {
        Method act = Arrays.stream(Tools.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals("act"))
                .findFirst()
                .orElseThrow();
        executor = new DefaultToolExecutor(tools, act);
        method = ToolMethod.of(act, null);
    }

    public static void main(String[] arguments) {
        ArgumentsProbe probe = new ArgumentsProbe();
        Random random = new Random(7);
        SEEDS.forEach(probe::compare);
        for (int i = 0; i < TEXTS; i++) {
            probe.compare(mutated(SEEDS.get(random.nextInt(SEEDS.size())), random));
        }
        System.out.println(probe.counts);
    }

    private void compare(String text) {
        String bare = run(text);
        ToolArguments arguments;
        try {
            arguments = ToolArguments.read(text, method.parameters(), ArgumentReading.METHOD);
        } catch (UnreadableArgumentsException e) {
            count(bare.startsWith("failed") ? "refused and unreadable for LangChain4j" : "refused", text, false);
            return;
        }
        String guarded = run(arguments.json());
        if (bare.startsWith("failed") && guarded.startsWith("failed")) {
            count("failed either way", text, false);
        } else if (!bare.equals(guarded)) {
            count("DIFFERENT", text + " bare " + bare + " guarded " + guarded, true);
        } else if (!judgedIsReceived(arguments.values())) {
            count("JUDGED OTHERWISE", text + " judged " + arguments.values() + " received " + bare, true);
        } else {
            count("same", text, false);
        }
    }

    private boolean judgedIsReceived(Map<String, ?> judged) {
        if (!tools.received.keySet().containsAll(judged.keySet())) {
            return false;
        }
        return tools.received.entrySet().stream()
                .allMatch(entry -> matches(judged.get(entry.getKey()), entry.getValue()));
    }

    private static boolean matches(Object judged, Object received) {
        if (received instanceof Target target) {
            return judged instanceof Map<?, ?> map
                    && matches(map.get("id"), target.id())
                    && matches(map.get("count") == null ? 0 : map.get("count"), target.count());
        }
        if (received instanceof List<?> list) {
            return judged instanceof List<?> other
                    && list.size() == other.size()
                    && java.util.stream.IntStream.range(0, list.size())
                            .allMatch(i -> matches(other.get(i), list.get(i)));
        }
        if (received instanceof Number number && judged instanceof Number other) {
            return new BigDecimal(number.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return Objects.toString(judged).equals(Objects.toString(received));
    }

    private String run(String text) {
        tools.received = Map.of();
        try {
            executor.execute(Scripts.request("1", "act", text), "m");
        } catch (Throwable e) {
            return "failed " + e;
        }
        return tools.received.isEmpty() ? "failed" : tools.received.toString();
    }

    private void count(String what, String detail, boolean wrong) {
        if (counts.merge(what, 1, Integer::sum) < 6 && wrong) {
            System.out.println(what + ": " + detail);
        }
    }

    private static String mutated(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        String alphabet = "{}[]\",:\\ue0129.+-nultrab \u0000\ud800";
        for (int i = random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }
}
