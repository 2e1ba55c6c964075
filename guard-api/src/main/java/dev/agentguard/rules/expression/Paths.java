package dev.agentguard.rules.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads parts of expressions: names and constant texts. */
final class Paths {

    private Paths() {}

    /** Returns {@code effect.kind} of such an expression, of any other something that is no declared name. */
    static String of(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case IDENT -> expr.ident().name();
            case SELECT ->
                expr.select().testOnly()
                        ? ""
                        : of(expr.select().operand()) + "." + expr.select().field();
            default -> "";
        };
    }

    /** Returns the texts of a constant or of a list of constants, or null if it is something else. */
    static @Nullable List<String> texts(CelExpr expr) {
        if (isText(expr)) {
            return List.of(expr.constant().stringValue());
        }
        if (expr.exprKind().getKind() != Kind.LIST || expr.list().elements().isEmpty()) {
            return null;
        }
        List<CelExpr> elements = expr.list().elements();
        return elements.stream().allMatch(Paths::isText)
                ? elements.stream()
                        .map(element -> element.constant().stringValue())
                        .toList()
                : null;
    }

    private static boolean isText(CelExpr expr) {
        return expr.exprKind().getKind() == Kind.CONSTANT && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }
}
