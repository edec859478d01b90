package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldKind;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Default values. The metadata writes them as formulas; those that are a plain value are understood.
public final class DefaultValues {
    private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"|'([^'\\\\]*)'");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");
    private static final int PERCENT_SHIFT = 2;

    private DefaultValues() {}

    /// The value as a caller would send it; empty where there is none, and where it takes more to compute it.
    @Documented(
            url =
                    "https://help.salesforce.com/s/articleView?id=platform.customize_formulaadvancedfieldspercent.htm&type=5")
    public static Optional<String> plain(String formula, FieldKind kind) {
        if (kind.isDecimal()) {
            return NUMBER.matcher(formula).matches() ? Optional.of(number(kind, formula)) : Optional.empty();
        }
        var text = TEXT.matcher(formula);
        if (!kind.isText() || !text.matches()) {
            return Optional.empty();
        }
        return Optional.of(text.group(1) == null ? text.group(2) : text.group(1));
    }

    /// In a formula a percentage is a fraction of one.
    private static String number(FieldKind kind, String formula) {
        var number = new BigDecimal(formula);
        return (kind == FieldKind.PERCENT ? number.movePointRight(PERCENT_SHIFT) : number).toPlainString();
    }
}
