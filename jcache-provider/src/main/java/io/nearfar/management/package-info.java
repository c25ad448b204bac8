/** What a JMX console shows of Nearfar, beside the two MXBeans of JSR-107. */
@NullMarked
package io.nearfar.management;

import org.jspecify.annotations.NullMarked;
