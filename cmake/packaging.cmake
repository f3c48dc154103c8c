# The Debian package: build/package/styk_VERSION_ARCH.deb (make package). What it holds beside the program is in packaging/.
install(TARGETS styk RUNTIME DESTINATION bin)
install(FILES packaging/styk.service packaging/styk-backup.service packaging/styk-backup.timer DESTINATION /lib/systemd/system)
install(FILES packaging/default DESTINATION /etc/default RENAME styk)
install(FILES packaging/copyright README.md docs/operations.md docs/operations/alerts.yml DESTINATION share/doc/styk)

set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # the program alone; tests are not built for it
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME styk)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON)  # some files go outside of /usr
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_SOURCE_DIR}/build/package)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The maintainers of Styk <styk@localhost>")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Customer experience management
 Takes in what customers say at every touchpoint and counts it as it arrives,
 with its web console inside and one SQLite file beside it, or PostgreSQL.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, init-system-helpers, tzdata, ca-certificates, fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql, nginx")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/packaging/postinst ${CMAKE_SOURCE_DIR}/packaging/prerm
  ${CMAKE_SOURCE_DIR}/packaging/postrm ${CMAKE_SOURCE_DIR}/packaging/conffiles)
include(CPack)
