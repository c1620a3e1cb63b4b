/** The rules of the house that Maven can't prove, each shown to be able to fail. */
@NullMarked
package io.kaipan.config.architecture;

import org.jspecify.annotations.NullMarked;
