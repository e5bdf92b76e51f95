"""The catalogue for machines: an Atom feed, a list in JSON, a site map."""

from __future__ import annotations

from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_GET

from laurels.catalogue import selectors
from laurels.catalogue.selectors import Sought
from laurels.catalogue.services import address_of
from laurels.catalogue.structured import listing

FEED, MAP = 50, 20_000
CACHED = "public, max-age=600"


@require_GET
def atom(request: HttpRequest) -> HttpResponse:
    """What was published last, narrowed down as the page is."""
    wanted = Sought.of(request.GET.dict())
    feed = Atom1Feed(
        title=f"Badges at {settings.ORIGIN.split('//')[-1]}",
        link=f"{settings.ORIGIN}/catalogue/",
        description="Badges that can be earned here, newest first.",
        language="en-GB",
        feed_url=settings.ORIGIN + request.get_full_path(),
    )
    for version in selectors.newest(wanted, limit=FEED):
        address = address_of(version)
        feed.add_item(
            title=version.title, link=address, description=version.description, pubdate=version.published_at,
            updateddate=version.published_at, unique_id=address, author_name=version.achievement.organisation.display_name,
        )  # fmt: skip
    answer = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    answer["Cache-Control"] = CACHED
    return answer


@require_GET
def as_json(request: HttpRequest) -> HttpResponse:
    """One page of the catalogue; each badge's whole document stands at its own address."""
    wanted = Sought.of(request.GET.dict())
    page = selectors.public_catalogue(wanted)
    badges = [
        {
            "id": f"{settings.ORIGIN}/badges/{badge.code}",
            "name": badge.title,
            "description": badge.sentence,
            "issuer": badge.organisation,
            "document": f"{settings.ORIGIN}/badges/{badge.code}.json",
        }
        for badge in page.badges
    ]
    following = f"{settings.ORIGIN}/catalogue.json{page.older}" if page.older else ""
    answer = JsonResponse(listing(badges, address=settings.ORIGIN + request.get_full_path(), following=following))
    answer["Cache-Control"] = CACHED
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_GET
def site_map(_request: HttpRequest) -> HttpResponse:
    """Every badge's page, for search engines."""
    origin = escape(settings.ORIGIN)
    places = selectors.public_places(limit=MAP)
    rows = "".join(f"<url><loc>{origin}/badges/{code}</loc><lastmod>{day:%Y-%m-%d}</lastmod></url>" for code, day in places)
    head = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    first = f"<url><loc>{origin}/catalogue/</loc></url>"
    answer = HttpResponse(f"{head}{first}{rows}</urlset>", content_type="application/xml; charset=utf-8")
    answer["Cache-Control"] = CACHED
    return answer


@require_GET
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines may read: the catalogue and the badges; people's own pages say so themselves."""
    body = f"User-agent: *\nDisallow: /o/\nDisallow: /my-badges/\nSitemap: {settings.ORIGIN}/sitemap.xml\n"
    return HttpResponse(body, content_type="text/plain; charset=utf-8")
