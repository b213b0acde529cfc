/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The Hall page: the whole floor at a glance. */

#include "th-page-hall.h"

struct _ThPageHall
{
  GtkWidget  parent_instance;
  ThSession *session;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (ThPageHall, th_page_hall, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TH_TYPE_PAGE, NULL))

enum { PROP_0, PROP_SESSION };

static void
th_page_hall_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, TH_PAGE_HALL (object)->session);
}

static void
th_page_hall_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TH_PAGE_HALL (object)->session = g_value_dup_object (value);
}

static void
th_page_hall_dispose (GObject *object)
{
  g_clear_object (&TH_PAGE_HALL (object)->session);
  G_OBJECT_CLASS (th_page_hall_parent_class)->dispose (object);
}

static void
th_page_hall_class_init (ThPageHallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = th_page_hall_get_property;
  object_class->set_property = th_page_hall_set_property;
  object_class->dispose = th_page_hall_dispose;
  g_object_class_override_property (object_class, PROP_SESSION, "session");
}

static void
th_page_hall_init (ThPageHall *self)
{
}
