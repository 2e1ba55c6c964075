package dev.agentguard.rules.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Compiles expressions within limits of length, nesting and work. */
final class ExpressionCompiler {

    static final int LONGEST = 2_000;
    private static final int NESTING = 30;
    private static final int NODES = 1_000;
    private static final int ITERATIONS = 1_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(NESTING)
            .maxParseExpressionNodeCount(NODES)
            .maxParseErrorRecoveryLimit(1)
            .comprehensionMaxIterations(ITERATIONS)
            .maxRegexProgramSize(Regex.LARGEST)
            .build();

    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setTypeProvider(new Declarations())
            .addFunctionBindings(
                    CelFunctionBinding.from(SessionFields.COUNT, Object.class, String.class, SessionFields::count))
            .build();

    private ExpressionCompiler() {}

    /**
     * An expression that is ready to be evaluated.
     *
     * @param program the program
     * @param scan what it asks for
     */
    record Compiled(Program program, Scan scan) {}

    static Compiled compile(String text) throws ExpressionException {
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new ExpressionException(0, "expected an expression of at most " + LONGEST + " characters");
        }
        CelValidationResult result = COMPILER.compile(text);
        if (result.hasError()) {
            throw error(text, result);
        }
        try {
            CelAbstractSyntaxTree tree = result.getAst();
            Scan scan = Scan.of(tree, text);
            return new Compiled(RUNTIME.createProgram(tree), scan);
        } catch (CelValidationException | CelEvaluationException | IllegalArgumentException e) {
            throw new ExpressionException(0, "cannot be evaluated: " + Messages.line(e.getMessage()));
        }
    }

    private static ExpressionException error(String text, CelValidationResult result) {
        List<CelIssue> issues = result.getErrors();
        CelIssue first = issues.stream()
                .min(Comparator.comparing(CelIssue::getSourceLocation))
                .orElseThrow();
        return new ExpressionException(at(text, first.getSourceLocation()), Messages.of(first.getMessage()));
    }

    /** The index in the text; CEL counts code points. */
    private static int at(String text, CelSourceLocation location) {
        int start = 0;
        for (int line = 1; line < location.getLine(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        int points = text.codePointCount(start, text.length());
        return text.offsetByCodePoints(start, Math.max(0, Math.min(location.getColumn(), points)));
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                // what makes new lists could make them too large
                .setStandardMacros(
                        CelStandardMacro.HAS,
                        CelStandardMacro.ALL,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE,
                        CelStandardMacro.FILTER)
                .setTypeProvider(new Declarations())
                .addFunctionDeclarations(Declarations.COUNT)
                .setResultType(SimpleType.BOOL);
        Declarations.VARIABLES.forEach(builder::addVar);
        return builder.build();
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
