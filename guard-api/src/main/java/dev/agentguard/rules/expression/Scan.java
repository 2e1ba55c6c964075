package dev.agentguard.rules.expression;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.RuleKey;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an expression asks for, and that it asks for nothing that cannot be or may take too long. */
final class Scan {

    private static final Set<CelKind> PLAIN = EnumSet.of(
            CelKind.BOOL,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.STRING,
            CelKind.TIMESTAMP,
            CelKind.DURATION);
    private static final Set<String> JOINING = Set.of("add_string", "add_bytes", "add_list");

    private static final Set<String> COUNTS = Declarations.fields("Session").stream()
            .filter(field -> !field.equals("id"))
            .map(field -> "session." + field)
            .collect(Collectors.toUnmodifiableSet());

    private final CelAbstractSyntaxTree tree;
    private final String text;
    private final Set<String> reads = new HashSet<>();
    private boolean byIndex;
    private boolean counting;

    private Scan(CelAbstractSyntaxTree tree, String text) {
        this.tree = tree;
        this.text = text;
    }

    static Scan of(CelAbstractSyntaxTree tree, String text) throws ExpressionException {
        Scan scan = new Scan(tree, text);
        scan.visit(tree.getExpr());
        return scan;
    }

    /** Returns the fields that it asks for, {@code effect.kind}. */
    Set<String> reads() {
        return reads;
    }

    /** Returns whether it asks for the first or any other item of a list. */
    boolean isByIndex() {
        return byIndex;
    }

    /** Returns whether it asks how much a session did before. */
    boolean isCounting() {
        return counting || reads.stream().anyMatch(COUNTS::contains);
    }

    Set<RuleKey> keys() {
        return Lookup.keys(tree.getExpr());
    }

    Reversibility least() {
        return Lookup.speaksOfReads(tree.getExpr()) ? Reversibility.READ_ONLY : Reversibility.REVERSIBLE;
    }

    private void visit(CelExpr expr) throws ExpressionException {
        switch (expr.exprKind().getKind()) {
            case IDENT -> reads.add(expr.ident().name());
            case SELECT -> {
                reads.add(Paths.of(expr));
                visit(expr.select().operand());
            }
            case CALL -> call(expr);
            case LIST -> list(expr);
            case COMPREHENSION -> comprehension(expr);
            case STRUCT -> throw error(expr, "objects cannot be made here");
            case MAP -> throw error(expr, "maps cannot be made here, expected a list or several conditions");
            case CONSTANT, NOT_SET -> {
                // nothing to ask for
            }
        }
    }

    private void call(CelExpr expr) throws ExpressionException {
        CelExpr.CelCall call = expr.call();
        byIndex |= call.function().equals("_[_]");
        joins(expr, call);
        words(call);
        regex(call);
        count(expr, call);
        if (call.target().isPresent()) {
            visit(call.target().get());
        }
        for (CelExpr argument : call.args()) {
            visit(argument);
        }
    }

    /** Joining what was joined doubles it each time. The library's own loops join what they found, one by one. */
    private void joins(CelExpr expr, CelExpr.CelCall call) throws ExpressionException {
        if (!call.function().equals("_+_") || isOfALoop(call.args().get(0))) {
            return;
        }
        boolean joining = tree.getReference(expr.id())
                .map(reference -> reference.overloadIds().stream().anyMatch(JOINING::contains))
                .orElse(true);
        if (joining) {
            throw error(expr, "texts and lists cannot be joined with `+`; for numbers in arguments write `int(...)`");
        }
    }

    /** {@code session.count("git push")} would never count anything. */
    private void count(CelExpr expr, CelExpr.CelCall call) throws ExpressionException {
        if (!call.function().equals(Declarations.COUNT.name())) {
            return;
        }
        counting = true;
        List<String> texts = call.args().size() == 1 ? Paths.texts(call.args().get(0)) : null;
        if (texts != null && !SessionFields.isOperation(texts.get(0))) {
            throw error(expr, "expected an operation such as `git:push`, `*` for any characters");
        }
    }

    private void regex(CelExpr.CelCall call) throws ExpressionException {
        if (!call.function().equals("matches") || call.args().isEmpty()) {
            return;
        }
        CelExpr last = call.args().get(call.args().size() - 1);
        List<String> regex = last.exprKind().getKind() == Kind.CONSTANT ? Paths.texts(last) : null;
        String problem = regex == null ? "expected a regular expression in quotes" : Regex.problem(regex.get(0));
        if (problem != null) {
            throw error(last, problem);
        }
    }

    private static boolean isOfALoop(CelExpr expr) {
        return expr.exprKind().getKind() == Kind.IDENT && expr.ident().name().startsWith("@");
    }

    private void list(CelExpr expr) throws ExpressionException {
        for (CelExpr element : expr.list().elements()) {
            CelType type = tree.getType(element.id()).orElse(null);
            if (type == null || !PLAIN.contains(type.kind())) {
                throw error(element, "expected a text, a number or another plain value in a list");
            }
            visit(element);
        }
    }

    private void comprehension(CelExpr expr) throws ExpressionException {
        CelExpr.CelComprehension loop = expr.comprehension();
        if (Declarations.VARIABLES.containsKey(loop.iterVar())) {
            throw error(expr, "`" + loop.iterVar() + "` has a meaning already, expected another name");
        }
        visit(loop.iterRange());
        visit(loop.accuInit());
        visit(loop.loopCondition());
        visit(loop.loopStep());
        visit(loop.result());
    }

    /** {@code effect.kind == "mony"} would never hold. */
    private void words(CelExpr.CelCall call) throws ExpressionException {
        boolean equality = call.function().equals("_==_") || call.function().equals("_!=_");
        if ((!equality && !call.function().equals("@in")) || call.args().size() != 2) {
            return;
        }
        CelExpr left = call.args().get(0);
        CelExpr right = call.args().get(1);
        words(left, right);
        if (equality) {
            words(right, left);
        }
    }

    private void words(CelExpr name, CelExpr value) throws ExpressionException {
        String path = Paths.of(name);
        List<String> words = Declarations.WORDS.get(path);
        if (words == null) {
            return;
        }
        List<CelExpr> values =
                value.exprKind().getKind() == Kind.LIST ? value.list().elements() : List.of(value);
        for (CelExpr one : values) {
            boolean text = one.exprKind().getKind() == Kind.CONSTANT
                    && one.constant().getKind() == CelConstant.Kind.STRING_VALUE;
            if (text && !words.contains(one.constant().stringValue())) {
                throw error(one, Messages.unknownWord(path, one.constant().stringValue(), words));
            }
        }
    }

    private ExpressionException error(CelExpr expr, String message) {
        Integer at = tree.getSource().getPositionsMap().get(expr.id());
        int points = text.codePointCount(0, text.length());
        return new ExpressionException(
                text.offsetByCodePoints(0, at == null ? 0 : Math.max(0, Math.min(at, points))), message);
    }
}
