package dev.agentguard.rules.expression;

import dev.agentguard.rules.RuleKey;
import dev.agentguard.rules.RuleKey.Dimension;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds in an expression what an effect must show for it to hold or to fail; where it shows that not, it is false. */
final class Lookup {

    /** Names that are always known, so that a comparison with them never fails. */
    private static final Map<String, Dimension> DIMENSIONS = Map.of(
            "effect.operation", Dimension.OPERATION,
            "effect.provider", Dimension.PROVIDER,
            "effect.resource_type", Dimension.RESOURCE,
            "effect.kind", Dimension.KIND,
            "action.tool", Dimension.TOOL);

    private static final Set<String> AMOUNTS = Set.of("effect.rows", "effect.amount", "effect.recipients");

    private Lookup() {}

    /** Returns the keys, all of one dimension; empty if there are none to go by. */
    static Set<RuleKey> keys(CelExpr expr) {
        if (expr.exprKind().getKind() == Kind.COMPREHENSION) {
            return programs(expr.comprehension());
        }
        if (expr.exprKind().getKind() != Kind.CALL) {
            return Set.of();
        }
        CelExpr.CelCall call = expr.call();
        return switch (call.function()) {
            case "_&&_" ->
                RuleKey.narrower(keys(call.args().get(0)), keys(call.args().get(1)));
            case "_||_" -> both(keys(call.args().get(0)), keys(call.args().get(1)));
            case "_==_" -> equal(call.args().get(0), call.args().get(1));
            case "@in" -> keys(call.args().get(0), call.args().get(1));
            case "startsWith" -> beginning(call);
            default -> Set.of();
        };
    }

    private static Set<RuleKey> equal(CelExpr left, CelExpr right) {
        Set<RuleKey> keys = keys(left, right);
        return keys.isEmpty() ? keys(right, left) : keys;
    }

    private static Set<RuleKey> keys(CelExpr name, CelExpr value) {
        Dimension dimension = DIMENSIONS.get(Paths.of(name));
        return dimension == null ? Set.of() : keys(dimension, value);
    }

    private static Set<RuleKey> keys(Dimension dimension, CelExpr value) {
        List<String> texts = Paths.texts(value);
        return texts == null || texts.stream().anyMatch(String::isEmpty)
                ? Set.of()
                : texts.stream()
                        .map(text -> new RuleKey(dimension, ExpressionCompiler.lower(text)))
                        .collect(Collectors.toSet());
    }

    /** {@code effect.operation.startsWith("railway:volume")}. */
    private static Set<RuleKey> beginning(CelExpr.CelCall call) {
        if (call.target().isEmpty()
                || call.args().size() != 1
                || !Paths.of(call.target().get()).equals("effect.operation")) {
            return Set.of();
        }
        List<String> texts = Paths.texts(call.args().get(0));
        int colon = texts == null ? -1 : texts.get(0).indexOf(':');
        return texts == null || colon < 1
                ? Set.of()
                : Set.of(new RuleKey(
                        Dimension.PROVIDER,
                        ExpressionCompiler.lower(texts.get(0).substring(0, colon))));
    }

    /** {@code action.commands.exists(c, c.program == "git" && ...)}. */
    private static Set<RuleKey> programs(CelExpr.CelComprehension loop) {
        boolean exists = Paths.of(loop.iterRange()).equals("action.commands")
                && loop.loopStep().exprKind().getKind() == Kind.CALL
                && loop.loopStep().call().function().equals("_||_")
                && Paths.of(loop.result()).equals(loop.accuVar());
        return exists
                ? programs(
                        loop.iterVar() + ".program",
                        loop.loopStep().call().args().get(1))
                : Set.of();
    }

    private static Set<RuleKey> programs(String name, CelExpr expr) {
        if (expr.exprKind().getKind() != Kind.CALL) {
            return Set.of();
        }
        CelExpr.CelCall call = expr.call();
        if (call.args().size() != 2) {
            return Set.of();
        }
        CelExpr left = call.args().get(0);
        CelExpr right = call.args().get(1);
        return switch (call.function()) {
            case "_&&_" -> RuleKey.narrower(programs(name, left), programs(name, right));
            case "_||_" -> both(programs(name, left), programs(name, right));
            case "_==_", "@in" -> Paths.of(left).equals(name) ? keys(Dimension.PROGRAM, right) : Set.of();
            default -> Set.of();
        };
    }

    private static Set<RuleKey> both(Set<RuleKey> left, Set<RuleKey> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Set.of();
        }
        Set<RuleKey> all = new HashSet<>(left);
        all.addAll(right);
        return all.stream().map(RuleKey::dimension).distinct().count() == 1 ? all : Set.of();
    }

    /** Returns whether it can hold for what only reads. */
    static boolean speaksOfReads(CelExpr expr) {
        if (Paths.of(expr).equals("effect.destroys_recovery")) {
            return false;
        }
        if (expr.exprKind().getKind() != Kind.CALL || expr.call().args().size() != 2) {
            return true;
        }
        CelExpr left = expr.call().args().get(0);
        CelExpr right = expr.call().args().get(1);
        return switch (expr.call().function()) {
            case "_&&_" -> speaksOfReads(left) && speaksOfReads(right);
            case "_||_" -> speaksOfReads(left) || speaksOfReads(right);
            case "_==_" -> !isAnotherClass(left, right) && !isAnotherClass(right, left);
            case "@in" -> !isAnotherClass(left, right);
            case "_!=_" -> !isReading(left, right) && !isReading(right, left);
            case "_>_" -> !(AMOUNTS.contains(Paths.of(left)) && isNotNegative(right));
            default -> true;
        };
    }

    private static boolean isAnotherClass(CelExpr name, CelExpr value) {
        List<String> texts = Paths.of(name).equals("effect.reversibility") ? Paths.texts(value) : null;
        return texts != null && !texts.contains("read_only");
    }

    private static boolean isReading(CelExpr name, CelExpr value) {
        List<String> texts = Paths.of(name).equals("effect.reversibility") ? Paths.texts(value) : null;
        return texts != null && texts.equals(List.of("read_only"));
    }

    private static boolean isNotNegative(CelExpr expr) {
        if (expr.exprKind().getKind() != Kind.CONSTANT) {
            return false;
        }
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case INT64_VALUE -> constant.int64Value() >= 0;
            case DOUBLE_VALUE -> constant.doubleValue() >= 0;
            default -> false;
        };
    }
}
