package dev.lockstep.postgres.copy;

/// Texts that are valid UTF-8 without NUL and not longer than their column.
///
/// @param mostCharacters what the column takes; a longer text is the server's affair, which cuts trailing spaces
record TextEncoder(int mostCharacters) implements Encoder {
    @Override
    public boolean encode(byte[] bytes, int offset, int length, CopyBuffer target) {
        int characters = Utf8.characters(bytes, offset, length);
        if (characters == Utf8.INVALID || characters > mostCharacters) {
            return false;
        }
        target.putInt(length);
        target.put(bytes, offset, length);
        return true;
    }
}
