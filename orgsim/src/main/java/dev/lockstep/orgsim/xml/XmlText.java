package dev.lockstep.orgsim.xml;

/// Text that stands in XML.
public final class XmlText {
    private static final int REPLACEMENT = 0xFFFD;

    private XmlText() {}

    /// The text with a mark in the place of each character that XML can't carry: a message may cite whatever was sent.
    public static String writable(String text) {
        return text.codePoints().allMatch(XmlText::isCharacter)
                ? text
                : text.codePoints()
                        .map(character -> isCharacter(character) ? character : REPLACEMENT)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /// As XML 1.0 defines it; half of a surrogate pair is none.
    private static boolean isCharacter(int codePoint) {
        return codePoint >= ' '
                ? codePoint < Character.MIN_SURROGATE
                        || (codePoint > Character.MAX_SURROGATE && codePoint <= REPLACEMENT)
                        || codePoint >= Character.MIN_SUPPLEMENTARY_CODE_POINT
                : codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
    }
}
